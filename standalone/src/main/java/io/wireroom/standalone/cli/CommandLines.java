package io.wireroom.standalone.cli;

import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Common to all our command lines: handles wrong usage, and prints failures in one line with what to do. */
public final class CommandLines {

    private CommandLines() {}

    /** A command line over {@code command} that ends with the exit codes of {@link ExitCode}. */
    public static CommandLine of(Object command) {
        var commandLine = new CommandLine(command);
        commandLine.setParameterExceptionHandler(CommandLines::wrongUsage);
        commandLine.setExecutionExceptionHandler((error, failed, parsed) -> failure(error, failed.getErr()));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    private static int wrongUsage(ParameterException error, String[] args) {
        var failed = error.getCommandLine();
        failed.getErr().println(error.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(error, failed.getErr());
        failed.getErr().println("Try '" + failed.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** Prints the problem and what to do on one line; returns the exit code. */
    static int failure(Exception error, PrintWriter err) {
        var explained = FailureExplanation.of(error, Environment.ofProcess());
        if (explained.isPresent()) {
            err.println(explained.get().getMessage());
            return explained.get().exitCode();
        }
        LoggerFactory.getLogger(CommandLines.class).atError().setCause(error).log("The command failed");
        return ExitCode.UNAVAILABLE;
    }
}
