package io.wireroom.standalone.rights;

import io.wireroom.runtime.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;

/** Sets rights and passwords at a broker; the client needs the right to alter the cluster. May be done again at any time. */
public final class KafkaUsers {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    /** Of SCRAM-SHA-512, Kafka's own default. */
    private static final int ITERATIONS = 4096;

    private final Admin admin;

    /** Uses this client; the caller closes it. */
    public KafkaUsers(Admin admin) {
        this.admin = admin;
    }

    /** Adds these rights; those that exist stay as they are. */
    public void allow(Collection<AclBinding> rights) {
        get("create the rights", admin.createAcls(rights).all());
    }

    /** Sets the passwords of these users for SCRAM-SHA-512. */
    public void passwords(Map<String, String> byUser) {
        List<UserScramCredentialAlteration> alterations = byUser.entrySet().stream()
                .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(
                        user.getKey(),
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                        user.getValue()))
                .toList();
        get("set the passwords", admin.alterUserScramCredentials(alterations).all());
    }

    private static void get(String what, KafkaFuture<Void> answer) {
        try {
            answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof KafkaException refused ? refused : e;
            throw Failure.unavailable("Kafka did not " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw Failure.unavailable("Kafka did not " + what + " within " + ANSWER_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unavailable("Interrupted while waiting for Kafka", e);
        }
    }
}
