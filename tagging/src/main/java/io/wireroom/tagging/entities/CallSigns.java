package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds broadcasters by call signs of a digit and two or three capitals ("2GB", "6PR", "3RRR"), of which one is in a
 * sentence about broadcasting. The finder takes them for numbers, because they begin with no letter.
 */
final class CallSigns {

    private static final double CONFIDENCE = 0.6;
    private static final int FEWEST_CAPITALS = 2;
    private static final int MOST_CAPITALS = 3;

    private static final Set<String> SUBJECTS = Set.of(
            "radio",
            "station",
            "stations",
            "broadcast",
            "broadcasts",
            "broadcaster",
            "broadcasters",
            "broadcasting",
            "talkback");

    private CallSigns() {}

    /** Call signs in the order of the text. */
    static List<TokenSpan> find(FoldedTokens tokens) {
        var candidates = new ArrayList<Integer>();
        for (int token = 0; token < tokens.size(); token++) {
            if (isLikeCallSign(tokens, token)) {
                candidates.add(token);
            }
        }
        if (candidates.isEmpty()) {
            return List.of();
        }
        var aboutBroadcasting = new BitSet();
        for (int token = 0; token < tokens.size(); token++) {
            if (SUBJECTS.contains(tokens.plain(token))) {
                aboutBroadcasting.set(tokens.sentence(token));
            }
        }
        var signs = candidates.stream()
                .filter(token -> aboutBroadcasting.get(tokens.sentence(token)))
                .map(tokens::word)
                .collect(Collectors.toSet());
        return candidates.stream()
                .filter(token -> signs.contains(tokens.word(token)))
                .map(token -> new TokenSpan(Kind.ORGANISATION, token, token + 1, CONFIDENCE, TokenSpan.Origin.WORDS))
                .toList();
    }

    private static boolean isLikeCallSign(FoldedTokens tokens, int token) {
        int capitals = tokens.length(token) - 1;
        var digit = tokens.first(token);
        return digit >= '2'
                && digit <= '9'
                && capitals >= FEWEST_CAPITALS
                && capitals <= MOST_CAPITALS
                && tokens.word(token).chars().skip(1).allMatch(unit -> unit >= 'A' && unit <= 'Z');
    }
}
