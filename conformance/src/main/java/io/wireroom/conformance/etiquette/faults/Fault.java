package io.wireroom.conformance.etiquette.faults;

import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.Web;
import io.wireroom.ingest.web.WebAnswer;
import java.net.URI;

/** A way in which a client misbehaves, between the fetcher and the web. Thread-safe; one a run, for it may remember. */
@FunctionalInterface
public interface Fault {

    /** The one fault that is not at the web: the client's dice always fall the same. */
    Fault NO_CHANCE = (ask, web) -> ask.by(web);

    /** What the fetcher gets to see. */
    WebAnswer get(Ask ask, Web web);

    /** One get as the fetcher wants it. */
    record Ask(URI url, Validators validators, Accept accept, int hops) {

        public WebAnswer by(Web web) {
            return web.get(url, validators, accept, hops);
        }

        Ask with(Validators others) {
            return new Ask(url, others, accept, hops);
        }

        Ask at(URI other) {
            return new Ask(other, validators, accept, hops);
        }

        Ask hops(int others) {
            return new Ask(url, validators, accept, others);
        }

        public boolean isRobots() {
            return accept == Accept.ROBOTS;
        }

        public boolean isPage() {
            return accept == Accept.PAGE;
        }
    }
}
