package io.wireroom.standalone.cli.inspect;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.RobotsMatcher;
import io.wireroom.ingest.web.RobotsParser;
import io.wireroom.ingest.web.WebAnswer;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.ingest.web.WebSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wireroom inspect robots}. */
@Command(
        name = "robots",
        mixinStandardHelpOptions = true,
        description =
                "Check URLs against a robots.txt. Prints one JSON object per URL, with the line of the file that decided (null"
                        + " if no line applies).")
final class InspectRobotsCommand implements Callable<Integer> {

    /** The part of a robots.txt that is read. */
    private static final int MAX_BYTES = 4 << 20;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            defaultValue = RobotsParser.AGENT,
            description = "User agent name to match (default: ${DEFAULT-VALUE}).")
    private String agent = RobotsParser.AGENT;

    @Parameters(index = "0", paramLabel = "FILE|URL", description = "The robots.txt to read.")
    private String robots = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "URL",
            description = "URLs to check, or paths that begin with a slash.")
    private List<String> urls = List.of();

    @Override
    public Integer call() {
        var web = Address.web(robots);
        var rules = web.isPresent() ? fetch(web.get()) : read(Path.of(robots));
        try (var out = new JsonLines()) {
            for (var url : urls) {
                var decision = RobotsMatcher.decide(rules, url);
                var line = decision.rule() == null ? null : decision.rule().line();
                out.print(JsonCodec.MAPPER
                        .createObjectNode()
                        .put("url", url)
                        .put("allowed", decision.allowed())
                        .put("line", line));
            }
        }
        return ExitCode.OK;
    }

    private RobotsRules read(Path file) {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new Failure(ExitCode.NO_INPUT, "There is no file '" + file + "'");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return RobotsParser.parse(null, in.readNBytes(MAX_BYTES), agent);
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "Cannot read '" + file + "': " + e.getMessage(), e);
        }
    }

    /** Five redirects, also to other hosts (RFC 9309, section 2.3.1.2). */
    private RobotsRules fetch(URI url) {
        var env = new Env(Environment.ofProcess());
        var settings = WebSettings.from(env);
        env.check();
        try (var web = new WebClient(settings, InstantSource.system())) {
            var next = url;
            var hops = 0;
            while (true) {
                switch (web.get(next, Validators.NONE, Accept.ROBOTS, hops)) {
                    case WebAnswer.Ok ok -> {
                        return RobotsParser.parse(ok.finalUrl(), ok.body(), agent);
                    }
                    case WebAnswer.Moved moved -> {
                        next = moved.target();
                        hops = moved.hops();
                    }
                    case WebAnswer.NotModified same -> throw unavailable("304 to a plain request");
                    case WebAnswer.Failed failed -> {
                        return RobotsParser.withoutFile(failed)
                                .orElseThrow(() -> unavailable(failed.reason().wireName() + ": " + failed.detail()));
                    }
                }
            }
        }
    }

    private Failure unavailable(String why) {
        return new Failure(
                ExitCode.UNAVAILABLE,
                "Cannot read '" + robots + "': " + why
                        + "; Wireroom fetches nothing from a host while its robots.txt cannot be read");
    }
}
