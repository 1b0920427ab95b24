package io.wireroom.conformance.etiquette;

import io.wireroom.conformance.etiquette.rules.ClientSettings;
import io.wireroom.conformance.etiquette.rules.ClientTopics;
import io.wireroom.conformance.etiquette.rules.EtiquetteRules;
import io.wireroom.conformance.etiquette.rules.Rule;
import io.wireroom.conformance.etiquette.rules.Verdict;
import io.wireroom.runtime.ExitCode;
import io.wireroom.standalone.show.Table;
import io.wireroom.testkit.process.FreePorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code wireroom bench etiquette}. */
@Command(
        name = "etiquette",
        mixinStandardHelpOptions = true,
        description =
                "Check how polite the crawler is: scripted web sites, one scenario per rule, all at the same time. Prints a"
                        + " verdict for each rule, based on the requests that the sites received.")
public final class EtiquetteCommand implements Callable<Integer> {

    private static final int WIDEST = 40;

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--list", description = "List the rules and their sources, and exit.")
    private boolean list;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "RULE",
            description = "Check only these rules (comma-separated).")
    private List<String> only = List.of();

    @Option(
            names = "--break",
            split = ",",
            paramLabel = "RULE",
            description =
                    "Add a fault to the client for each of these rules; the verdict must then be `fail`. `all` means all"
                            + " rules.")
    private List<String> broken = List.of();

    @Option(
            names = "--serve",
            paramLabel = "PORT",
            description =
                    "Serve the scripted sites on this port to another crawler, and print its verdicts after --limit or Ctrl-C."
                            + " First prints the sources to poll, one URL per line.")
    private @Nullable Integer serve;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description =
                    "Time limit for all scenarios; rules without a verdict by then fail (default: ${DEFAULT-VALUE}).")
    private long limitSeconds;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for verdicts.jsonl and requests.jsonl.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        var rules = EtiquetteRules.of(only);
        if (list) {
            list(rules);
            return ExitCode.OK;
        }
        var faults = broken.equals(List.of("all"))
                ? EtiquetteRules.known(EtiquetteRules.ALL.stream().map(Rule::id).toList())
                : EtiquetteRules.known(broken);
        try (var etiquette = new Etiquette(rules, serve == null ? FreePorts.one() : serve)) {
            etiquette.open();
            var results = serve == null ? own(etiquette, faults) : other(etiquette);
            show(results);
            if (out != null) {
                ResultFiles.write(out, results, etiquette.hosts());
            }
            return results.stream().anyMatch(one -> one.verdict().failed()) ? ExitCode.BROKEN : ExitCode.OK;
        }
    }

    private List<Etiquette.Result> own(Etiquette etiquette, Set<String> faults) throws IOException {
        var directory = Files.createTempDirectory("wireroom-etiquette");
        try {
            return etiquette.runOwnClient(directory, faults, limitSeconds, this::progress);
        } finally {
            delete(directory);
        }
    }

    private List<Etiquette.Result> other(Etiquette etiquette) {
        etiquette.sources().forEach(source -> out().println(source.url()));
        etiquette.names().asHostsFile().forEach(line -> progress("name for your hosts file: " + line));
        ClientSettings.environment().forEach((name, value) -> progress("expected setting: " + name + "=" + value));
        var stop = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var topics = ClientTopics.nothing();
        var hook = new Thread(() -> {
            stop.countDown();
            awaitQuietly(done);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        etiquette.await(topics, limitSeconds, stop, this::progress);
        var results = etiquette.verdicts(topics);
        if (stop.getCount() == 0) {
            show(results);
        } else {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        done.countDown();
        return results;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(List<Rule> rules) {
        var table = new Table(WIDEST, "RULE", "CLAIM");
        rules.forEach(rule -> table.row(rule.id(), rule.claim() + " (" + rule.source() + ")"));
        table.print(out());
        out().flush();
    }

    private void show(List<Etiquette.Result> results) {
        var table = new Table(WIDEST, "RULE", "VERDICT", "EVIDENCE");
        results.forEach(one ->
                table.row(one.rule().id(), one.verdict().word(), one.verdict().evidence()));
        table.print(out());
        var failed = results.stream().filter(one -> one.verdict().failed()).count();
        var passed = results.stream()
                .filter(one -> one.verdict() instanceof Verdict.Pass)
                .count();
        out().println(results.size() + " rules: " + passed + " kept, " + failed + " broken");
        out().flush();
    }

    private void progress(String sentence) {
        if (spec != null) {
            spec.commandLine().getErr().println(sentence);
        }
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec.commandLine().getOut();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
