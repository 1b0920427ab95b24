package io.wireroom.standalone.cli.inspect;

import io.wireroom.standalone.cli.options.CommandGroup;
import picocli.CommandLine.Command;

/** {@code wireroom inspect}: runs the code of the stages on files or single addresses. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Read feeds, pages, robots.txt, sites or texts with the code of the stages; one JSON object a line.",
        subcommands = {
            InspectFeedCommand.class,
            InspectPageCommand.class,
            InspectRobotsCommand.class,
            InspectSiteCommand.class,
            InspectTagsCommand.class
        })
public final class InspectCommand extends CommandGroup {}
