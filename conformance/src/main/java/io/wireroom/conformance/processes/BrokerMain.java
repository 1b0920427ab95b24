package io.wireroom.conformance.processes;

import io.wireroom.standalone.embedded.EmbeddedBroker;
import io.wireroom.standalone.embedded.EmbeddedStartException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Runs the embedded broker in a separate process until it is killed. Arguments: directory, port, controller port, then
 * properties of the broker as {@code name=value}.
 */
public final class BrokerMain {

    /** Printed when the broker accepts clients. */
    public static final String READY = "broker is ready";

    private BrokerMain() {}

    /** Runs the broker. */
    public static void main(String[] args) throws EmbeddedStartException, InterruptedException {
        var properties = Arrays.stream(args)
                .skip(3)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(property -> property[0], property -> property[1]));
        var broker =
                new EmbeddedBroker(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), properties);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        broker.start();
        System.out.println(READY);
        new CountDownLatch(1).await();
    }
}
