package io.wireroom.standalone.cli.inspect;

import io.wireroom.standalone.cli.options.CommandGroup;
import picocli.CommandLine.Command;

/** {@code wireroom inspect}: runs the code of the stages on files or single addresses. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Try the parsers on a file or URL and print the result as JSON. Nothing is stored.",
        subcommands = {
            InspectFeedCommand.class,
            InspectMatchCommand.class,
            InspectPageCommand.class,
            InspectRobotsCommand.class,
            InspectSiteCommand.class,
            InspectTagsCommand.class
        })
public final class InspectCommand extends CommandGroup {}
