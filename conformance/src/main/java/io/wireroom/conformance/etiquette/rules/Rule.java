package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.Fault;

/**
 * One rule of politeness with the scenario that shows whether a client keeps it.
 *
 * @param id in kebab case
 * @param claim what a polite client does, one sentence
 * @param source the standard or document of the rule
 * @param setup prepares the scenario
 */
public record Rule(String id, String claim, String source, Setup setup) {

    /** Prepares a scenario on its own hosts. */
    @FunctionalInterface
    public interface Setup {
        Prepared prepare(Scenario scenario);
    }

    /** Returns the current verdict. It is called repeatedly; the last verdict counts. */
    @FunctionalInterface
    public interface Check {
        Verdict verdict(ClientTopics topics);
    }

    /**
     * A prepared scenario.
     *
     * @param check judges the requests that the hosts received
     * @param fault makes the client break the rule; applied to requests to the scenario's hosts only
     */
    public record Prepared(Check check, Fault fault) {}
}
