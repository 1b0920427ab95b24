package io.wireroom.tagging.credits;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.mentions.NamedMentions;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the outlets that one article credits, each at its first credit. */
final class CreditCollector {

    private static final int JOINING = 3;

    private final TagInput input;
    private final OutletNames names;
    private final Tokens tokens;
    private final OutletReader reader;
    private final CreditCues cues;
    private final Map<String, Attribution> found = new HashMap<>();

    CreditCollector(TagInput input, Entities entities, SpeechWords words, OutletNames names) {
        this.input = input;
        this.names = names;
        this.tokens = Tokens.of(input.text());
        var spoken = names.cues(input);
        this.reader = new OutletReader(tokens, names, spoken, new NamedMentions(tokens, entities, words));
        this.cues = new CreditCues(tokens, names, spoken);
    }

    List<Attribution> find() {
        var waiting = new ArrayList<Outlet>();
        Outlet credited = null;
        Outlet last = null;
        for (var outlet : reader.read()) {
            var joined = last != null && isJoined(last, outlet);
            if (!joined) {
                waiting.clear();
            }
            if (cues.credit(outlet) || (joined && credited == last && isSure(outlet))) {
                waiting.forEach(this::add);
                waiting.clear();
                add(outlet);
                credited = outlet;
            } else if (isSure(outlet)) {
                waiting.add(outlet);
            }
            last = outlet;
        }
        new Datelines(input.text(), names).find().forEach(this::add);
        return found.values().stream()
                .sorted(Comparator.comparingInt(Attribution::start))
                .toList();
    }

    private static boolean isSure(Outlet outlet) {
        return outlet.proof() == Outlet.Proof.KNOWN || outlet.proof() == Outlet.Proof.SHAPE;
    }

    /** Whether two names are parts of one list. */
    private boolean isJoined(Outlet one, Outlet other) {
        if (other.first() - one.end() > JOINING || other.first() == one.end()) {
            return false;
        }
        for (int at = one.end(); at < other.first(); at++) {
            var joins = tokens.is(at, ",")
                    || tokens.is(at, "and")
                    || tokens.is(at, "or")
                    || tokens.is(at, "the")
                    || tokens.is(at, "und")
                    || tokens.is(at, "et")
                    || tokens.is(at, "y")
                    || tokens.is(at, "e");
            if (!joins) {
                return false;
            }
        }
        return true;
    }

    private void add(Outlet outlet) {
        add(new Attribution(outlet.name(), tokens.start(outlet.first()), tokens.end(outlet.end() - 1)));
    }

    private void add(Attribution attribution) {
        found.merge(attribution.name(), attribution, (one, other) -> one.start() <= other.start() ? one : other);
    }
}
