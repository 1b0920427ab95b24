package io.wireroom.standalone.cli.setup;

import io.wireroom.contract.json.WireNamed;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.rights.KafkaRights;
import io.wireroom.standalone.rights.KafkaUser;
import io.wireroom.standalone.rights.KafkaUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom acls}. */
@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = {
            "Print the least rights of each program at a Kafka that checks rights, as commands of kafka-acls.sh. With --apply,"
                    + " create them at KAFKA_BOOTSTRAP_SERVERS; this user of Kafka must have the right to alter the cluster.",
            "",
            "The programs are ingest, enrich, sink and tools (the command line); reader reads the public topics, in groups"
                    + " whose names begin with its own."
        })
public final class AclsCommand implements Callable<Integer> {

    private static final String PLACE = "{}";
    private static final String TYPE = "User:";
    private static final Set<KafkaUser> STAGES = EnumSet.of(KafkaUser.INGEST, KafkaUser.ENRICH, KafkaUser.SINK);

    @Option(
            names = "--principal",
            paramLabel = "PATTERN",
            defaultValue = "User:{}",
            description = "How the broker names the programs; {} stands for the program, as in User:wireroom-{} or"
                    + " User:CN={} (default: ${DEFAULT-VALUE}).")
    private String pattern = "User:{}";

    @Option(
            names = "--end-transactions",
            description =
                    "Also let the stages end transactions that a killed broker has left open. This right is wide: see"
                            + " docs/kafka.md.")
    private boolean endTransactions;

    @Option(names = "--apply", description = "Create the rights.")
    private boolean apply;

    @Option(
            names = "--passwords",
            paramLabel = "DIR",
            description =
                    "Also set the users' passwords for SCRAM-SHA-512, from the files ingest, enrich, sink, tools and"
                            + " reader of this folder; a missing file is left out.")
    private @Nullable Path passwords;

    @Override
    public Integer call() throws IOException {
        if (!pattern.startsWith(TYPE) || !pattern.contains(PLACE)) {
            throw Failure.usage("--principal: must begin with User: and contain {}");
        }
        if (passwords != null && !apply) {
            throw Failure.usage("--passwords: works only together with --apply");
        }
        var env = new Env(Environment.ofProcess());
        var settings = KafkaSettings.from(env);
        env.check();
        if (apply) {
            apply(settings);
        } else {
            for (var user : KafkaUser.values()) {
                commands(rights(user, settings)).forEach(System.out::println);
            }
        }
        return ExitCode.OK;
    }

    private void apply(KafkaSettings settings) throws IOException {
        var rights = new ArrayList<AclBinding>();
        for (var user : KafkaUser.values()) {
            rights.addAll(rights(user, settings));
        }
        var read = passwords == null ? Map.<String, String>of() : passwords(passwords);
        try (var admin = new KafkaClients(settings).admin()) {
            var users = new KafkaUsers(admin);
            users.allow(rights);
            if (!read.isEmpty()) {
                users.passwords(read);
            }
        }
        System.out.printf(
                "%d rights of %d users at %s; passwords set: %d%n",
                rights.size(), KafkaUser.values().length, settings.bootstrapServers(), read.size());
    }

    private List<AclBinding> rights(KafkaUser user, KafkaSettings settings) {
        var rights = new ArrayList<>(KafkaRights.of(user, settings, principal(user)));
        if (endTransactions && STAGES.contains(user)) {
            rights.addAll(KafkaRights.ofEndingTransactions(settings, principal(user)));
        }
        return rights;
    }

    private Map<String, String> passwords(Path folder) throws IOException {
        var read = new LinkedHashMap<String, String>();
        for (var user : KafkaUser.values()) {
            var file = folder.resolve(user.wireName());
            if (Files.exists(file)) {
                var password = Files.readString(file).strip();
                if (password.isEmpty()) {
                    throw Failure.usage("--passwords: " + file + " is empty");
                }
                read.put(principal(user).substring(TYPE.length()), password);
            }
        }
        return read;
    }

    private String principal(WireNamed user) {
        return pattern.replace(PLACE, user.wireName());
    }

    /** One command for each resource. */
    static List<String> commands(List<AclBinding> rights) {
        var byResource = new LinkedHashMap<ResourcePattern, List<AclBinding>>();
        rights.forEach(right -> byResource
                .computeIfAbsent(right.pattern(), key -> new ArrayList<>())
                .add(right));
        return byResource.entrySet().stream()
                .map(entry -> command(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String command(ResourcePattern resource, List<AclBinding> rights) {
        var command = new StringBuilder("kafka-acls.sh --bootstrap-server $KAFKA --add --allow-principal '")
                .append(rights.getFirst().entry().principal())
                .append('\'');
        rights.forEach(right -> command.append(" --operation ")
                .append(right.entry()
                        .operation()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace("_", "")));
        switch (resource.resourceType()) {
            case CLUSTER -> command.append(" --cluster");
            case TRANSACTIONAL_ID -> command.append(" --transactional-id ").append(resource.name());
            default ->
                command.append(" --")
                        .append(resource.resourceType().name().toLowerCase(Locale.ROOT))
                        .append(' ')
                        .append(resource.name());
        }
        if (resource.patternType() == PatternType.PREFIXED) {
            command.append(" --resource-pattern-type prefixed");
        }
        return command.toString();
    }
}
