package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.Fault;

/**
 * One rule of manners with the scenario that shows whether it is kept.
 *
 * @param id in kebab case
 * @param claim what a polite client does, one sentence
 * @param source where that is written
 * @param script sets the scene
 */
public record Rule(String id, String claim, String source, Script script) {

    /** Sets a scene on hosts of its own. */
    @FunctionalInterface
    public interface Script {
        Play play(Scene scene);
    }

    /** Judges what was seen so far; asked again and again, the last answer counts. */
    @FunctionalInterface
    public interface Judge {
        Verdict judge(ClientTopics told);
    }

    /**
     * A scene that is set.
     *
     * @param judge of what happens
     * @param fault makes of the client one that breaks the rule; used for requests to the scene's hosts only
     */
    public record Play(Judge judge, Fault fault) {}
}
