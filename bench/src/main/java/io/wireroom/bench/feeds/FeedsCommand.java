package io.wireroom.bench.feeds;

import io.wireroom.runtime.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wireroom bench feeds}. */
@Command(
        name = "feeds",
        mixinStandardHelpOptions = true,
        description =
                "Measure feeds parsed per core-second: Wireroom, Rome with its default set-up, and a bare XML parser, in turn on"
                        + " the same feeds. Exit code 0 needs at least twice the speed of Rome's default.")
public final class FeedsCommand implements Callable<Integer> {

    /** The promised ratio. */
    private static final double PROMISED = 2.0;

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description =
                    "Use the feeds in this folder instead of generated ones. Feeds that Rome or a strict XML parser"
                            + " cannot read are skipped.")
    private @Nullable Path files;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the rate of each round to feeds.csv in this folder.")
    private @Nullable Path out;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int roundCount;

    @Option(
            names = "--turn",
            paramLabel = "MS",
            defaultValue = "500",
            description = "CPU time per reader and round, in milliseconds (default: ${DEFAULT-VALUE}).")
    private int turnMillis;

    @Spec
    private @Nullable CommandSpec spec;

    /** Only picocli creates it. */
    public FeedsCommand() {}

    @Override
    public Integer call() throws IOException {
        var samples = files == null ? SampleFeeds.all() : readable(files);
        if (samples.isEmpty()) {
            progress("no feed in " + files + " that all three can read");
            return ExitCode.DATA;
        }
        var measurement = new Measurement(samples, turnMillis * 1_000_000L);
        var rounds = Math.max(1, roundCount);
        measurement.run(Math.max(3, rounds / 2), rounds, this::progress);
        print(samples, measurement);
        if (out != null) {
            write(out, measurement, rounds);
        }
        return measurement.ratio(FeedReader.WIREROOM, FeedReader.ROME) >= PROMISED ? ExitCode.OK : ExitCode.BROKEN;
    }

    private List<SampleFeeds.Sample> readable(Path folder) throws IOException {
        var samples = new ArrayList<SampleFeeds.Sample>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).sorted().toList()) {
                var body = Files.readAllBytes(path);
                try {
                    for (var reader : FeedReader.values()) {
                        reader.read(body);
                    }
                    samples.add(new SampleFeeds.Sample(folder.relativize(path).toString(), body));
                } catch (RuntimeException e) {
                    progress("left out: " + path + ": " + e.getMessage());
                }
            }
        }
        return samples;
    }

    private void print(List<SampleFeeds.Sample> samples, Measurement measurement) {
        var bytes = samples.stream().mapToLong(sample -> sample.body().length).sum();
        line("%d feeds of %.0f KB on average, %d rounds", samples.size(), bytes / 1e3 / samples.size(), roundCount);
        line("%-24s %14s %10s %12s", "reader", "feeds/core-s", "MB/core-s", "over Rome");
        for (var reader : FeedReader.values()) {
            var rate = measurement.median(reader);
            line(
                    "%-24s %14.0f %10.1f %12.2f",
                    reader.title(),
                    rate,
                    rate * bytes / samples.size() / 1e6,
                    measurement.ratio(reader, FeedReader.ROME));
        }
        var ratio = measurement.ratio(FeedReader.WIREROOM, FeedReader.ROME);
        line(
                "%s: Wireroom is %.2f times as fast as Rome's default; required are %.0f",
                verdict(ratio), ratio, PROMISED);
    }

    private static String verdict(double ratio) {
        return ratio >= PROMISED ? "pass" : "fail";
    }

    private void write(Path folder, Measurement measurement, int rounds) throws IOException {
        Files.createDirectories(folder);
        var lines = new ArrayList<String>();
        lines.add("round,reader,feeds_per_core_second");
        for (var round = 0; round < rounds; round++) {
            for (var reader : FeedReader.values()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%d,%s,%.1f",
                        round + 1,
                        reader.name().toLowerCase(Locale.ROOT),
                        measurement.of(reader).get(round)));
            }
        }
        Files.write(folder.resolve("feeds.csv"), lines);
    }

    private void line(String format, Object... values) {
        if (spec != null) {
            spec.commandLine().getOut().println(String.format(Locale.ROOT, format, values));
            spec.commandLine().getOut().flush();
        }
    }

    private void progress(String words) {
        if (spec != null) {
            spec.commandLine().getErr().println(words);
            spec.commandLine().getErr().flush();
        }
    }
}
