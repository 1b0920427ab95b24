package io.wireroom.runtime;

import java.util.Map;

/** The only class that reads the environment variables and ends the process. */
public final class Environment {

    private Environment() {}

    /** All variables of this process. */
    public static Map<String, String> ofProcess() {
        return Map.copyOf(System.getenv());
    }

    /** Ends the process after its shutdown hooks; never returns. */
    public static void exit(int code) {
        System.exit(code);
    }
}
