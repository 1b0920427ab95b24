package io.wireroom.standalone.newsroom;

import io.wireroom.runtime.Env;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Settings of a sample newsroom.
 *
 * @param stateFile keeps the creation instant and the state of the correction, so that a restart serves the same bytes;
 *     created with its folder if it is missing
 * @param placement where the publishers listen
 */
public record NewsroomSettings(Path stateFile, Placement placement) {

    private static final String DEFAULT_HOSTS = "harbour.newsroom,lantern.newsroom,pictures.newsroom";

    /** The settings of a newsroom in a container, with {@link Placement.NamedHosts}; problems are reported to {@code env}. */
    public static NewsroomSettings from(Env env) {
        var hosts = env.text(
                "NEWSROOM_PUBLIC_HOSTS",
                DEFAULT_HOSTS,
                "Host names of the two publishers and of the image host, comma-separated.");
        var port = env.integer("NEWSROOM_PORT", Placement.DEFAULT_PORT, 1, 65535, "Port of all three hosts.");
        var stateFile = env.path(
                "NEWSROOM_STATE_FILE", "newsroom.state", "File that keeps the state of the newsroom between restarts.");
        try {
            return new NewsroomSettings(stateFile, namedHosts(hosts, port));
        } catch (IllegalArgumentException e) {
            env.problem("NEWSROOM_PUBLIC_HOSTS: " + e.getMessage());
            return new NewsroomSettings(stateFile, namedHosts(DEFAULT_HOSTS, port));
        }
    }

    private static Placement namedHosts(String hosts, int port) {
        return Placement.NamedHosts.of(
                Arrays.stream(hosts.split(",", -1)).map(String::strip).toList(), port);
    }
}
