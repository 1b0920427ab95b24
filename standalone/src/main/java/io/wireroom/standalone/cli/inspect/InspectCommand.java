package io.wireroom.standalone.cli.inspect;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wireroom inspect}: the very code of the stages on files or single addresses. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Read feeds, pages, robots.txt, sites or texts with the very code of the stages; one JSON object a line.",
        subcommands = {
            InspectFeedCommand.class,
            InspectPageCommand.class,
            InspectRobotsCommand.class,
            InspectSiteCommand.class,
            InspectTagsCommand.class
        })
public final class InspectCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Inspect what? feed, page, robots, site or tags");
        }
    }
}
