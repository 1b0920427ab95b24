package io.wireroom.conformance.etiquette;

import io.wireroom.conformance.etiquette.faults.Fault;
import io.wireroom.conformance.etiquette.rules.Scenario;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.BodyBudget;
import io.wireroom.ingest.web.Web;
import io.wireroom.ingest.web.WebAnswer;
import java.net.URI;
import java.util.List;

/** The real web client, except that requests to the hosts of some scenarios go through a fault. Thread-safe. */
final class FaultyWeb implements Web {

    /** A fault and the scenario whose hosts it affects. */
    record Planted(Scenario scenario, Fault fault) {}

    private final Web web;
    private final List<Planted> faults;

    FaultyWeb(Web web, List<Planted> faults) {
        this.web = web;
        this.faults = List.copyOf(faults);
    }

    @Override
    public WebAnswer get(URI url, Validators validators, Accept accept, int hops) {
        for (var planted : faults) {
            if (planted.scenario().owns(url)) {
                return planted.fault().get(new Fault.WebRequest(url, validators, accept, hops), web);
            }
        }
        return web.get(url, validators, accept, hops);
    }

    @Override
    public WebAnswer get(URI url, Validators validators, Accept accept, int hops, BodyBudget.Share share) {
        return faults.stream().anyMatch(planted -> planted.scenario().owns(url))
                ? get(url, validators, accept, hops)
                : web.get(url, validators, accept, hops, share);
    }

    @Override
    public BodyBudget.Share share() {
        return web.share();
    }

    @Override
    public void close() {
        web.close();
    }
}
