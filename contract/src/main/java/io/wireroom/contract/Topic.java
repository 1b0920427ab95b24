package io.wireroom.contract;

import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.JsonCodec;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * One topic: its full name, how its values are written, and how the broker is to keep it.
 *
 * @param name with the prefix of the installation
 * @param codec of the values; for raw pages, of the capture header
 * @param config broker-side settings that {@code wireroom topics} creates it with
 * @param partitions how many it has
 */
public record Topic<T>(String name, JsonCodec<T> codec, Map<String, String> config, Partitions partitions) {

    /** How many partitions a topic has. */
    public enum Partitions {
        /** As many as the installation was made with. */
        OF_INSTALLATION,
        /** One, so that one task reads all records in one order. */
        ONE;

        /**
         * The number.
         *
         * @param ofInstallation what the installation was made with
         */
        public int count(int ofInstallation) {
            return switch (this) {
                case OF_INSTALLATION -> ofInstallation;
                case ONE -> 1;
            };
        }
    }

    public Topic {
        config = Map.copyOf(config);
    }

    /**
     * The partition that a site's records go to, in [0, partitions): all that must be consistent lives within a site.
     * The same function as Kafka's default partitioner over the site's UTF-8 bytes.
     */
    public static int partitionOfSite(Site site, int partitions) {
        return partitionOfHash(hashOfSite(site), partitions);
    }

    /** The partition of a record that is placed by its key, in [0, partitions), as Kafka's default partitioner does. */
    public static int partitionOfKey(String key, int partitions) {
        return partitionOfHash(hashOfKey(key), partitions);
    }

    /** What places a site under any number of partitions: 31 bits, stored where the site itself is not. */
    public static int hashOfSite(Site site) {
        return hashOfKey(site.name());
    }

    /** What places a key under any number of partitions: 31 bits. */
    public static int hashOfKey(String key) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(key)));
    }

    /** The partition of such a hash, in [0, partitions). */
    public static int partitionOfHash(int hash, int partitions) {
        return hash % partitions;
    }
}
