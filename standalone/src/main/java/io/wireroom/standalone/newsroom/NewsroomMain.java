package io.wireroom.standalone.newsroom;

import io.wireroom.runtime.Env;
import java.io.IOException;

/** Runs the sample newsroom alone, for a container; stops on SIGTERM. Settings: {@link NewsroomSettings#from}. */
public final class NewsroomMain {

    private NewsroomMain() {}

    public static void main(String[] arguments) throws IOException {
        var env = Env.ofProcess();
        var settings = NewsroomSettings.from(env);
        env.check();
        var newsroom = new Newsroom(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(newsroom::close, "stop-newsroom"));
        newsroom.start();
        newsroom.feeds().forEach(feed -> System.out.println(feed.name() + " at " + feed.url()));
    }
}
