package io.wireroom.standalone.cli.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only has subcommands: used alone, it is wrong usage. */
@SuppressWarnings("NullAway.Init") // picocli fills annotated fields before it calls a command
public abstract class CommandGroup implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "A command is missing; use one of: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
