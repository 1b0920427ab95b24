package io.wireroom.conformance.etiquette.faults;

import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.Web;
import io.wireroom.ingest.web.WebAnswer;
import java.net.URI;

/**
 * A misbehaviour of a client, planted between the fetcher and the web. Thread-safe. It may have state, so each run
 * makes its own.
 */
@FunctionalInterface
public interface Fault {

    /** The one fault outside the web client: the client's random numbers are always the same. */
    Fault NO_RANDOMNESS = (request, web) -> request.sendBy(web);

    /** The answer that the fetcher receives. */
    WebAnswer get(WebRequest request, Web web);

    /** One request of the fetcher. */
    record WebRequest(URI url, Validators validators, Accept accept, int hops) {

        public WebAnswer sendBy(Web web) {
            return web.get(url, validators, accept, hops);
        }

        WebRequest with(Validators others) {
            return new WebRequest(url, others, accept, hops);
        }

        WebRequest at(URI other) {
            return new WebRequest(other, validators, accept, hops);
        }

        WebRequest hops(int others) {
            return new WebRequest(url, validators, accept, others);
        }

        public boolean isRobots() {
            return accept == Accept.ROBOTS;
        }

        public boolean isPage() {
            return accept == Accept.PAGE;
        }
    }
}
