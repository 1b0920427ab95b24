package io.wireroom.tagging.quotes;

import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.mentions.NamedMentions;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines that the page itself marks as quotes, with or without quotation marks of their own. */
final class QuoteBlocks {

    /** Characters of a name after a dash. */
    private static final int LONGEST_SIGNATURE = 80;

    private final String text;
    private final BlockKind[] kinds;
    private final LineIndex lines;
    private final Set<Integer> starts = new HashSet<>();

    QuoteBlocks(TagInput input, LineIndex lines) {
        this.text = input.text();
        this.lines = lines;
        this.kinds = new BlockKind[input.blocks().isEmpty() ? 0 : lines.count()];
        for (var block : input.blocks()) {
            if (isInside(block)) {
                kinds[lines.of(block.start())] = block.kind();
            }
        }
    }

    private boolean isInside(Block block) {
        return block.start() >= 0 && block.start() < text.length();
    }

    /** The kind of the line around an offset. */
    BlockKind kind(int offset) {
        var kind = kinds.length == 0 ? null : kinds[lines.of(offset)];
        return kind == null ? BlockKind.PARAGRAPH : kind;
    }

    /** Whether a passage is a line marked as a quote. */
    boolean isBlock(Passage passage) {
        return starts.contains(passage.markStart());
    }

    /** These passages, and each quote block without one that begins it, in the order of the text. */
    List<Passage> with(List<Passage> passages) {
        if (kinds.length == 0) {
            return passages;
        }
        var all = new ArrayList<Passage>();
        var next = 0;
        for (int line = 0; line < kinds.length; line++) {
            var end = lines.end(line);
            var block = kinds[line] == BlockKind.QUOTE ? block(line) : null;
            if (block != null && (next == passages.size() || passages.get(next).markStart() > block.markStart())) {
                starts.add(block.markStart());
                all.add(block);
                while (next < passages.size() && passages.get(next).markStart() < end) {
                    next++;
                }
            }
            while (next < passages.size() && passages.get(next).markStart() < end) {
                if (kinds[line] == BlockKind.QUOTE) {
                    starts.add(passages.get(next).markStart());
                }
                all.add(passages.get(next++));
            }
        }
        return all;
    }

    private @Nullable Passage block(int line) {
        var start = lines.start(line);
        var end = lines.end(line);
        var dash = signatureDash(start, end);
        end = dash < 0 ? end : dash;
        while (start < end && CharFolding.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && CharFolding.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return start < end ? new Passage(start, start, end, end, false) : null;
    }

    /** The dash before a name that ends a line, or -1. */
    private int signatureDash(int start, int end) {
        for (int at = end - 1; at >= Math.max(start, end - LONGEST_SIGNATURE); at--) {
            if ("—–―".indexOf(text.charAt(at)) >= 0) {
                return followsEnd(at, start) ? at : -1;
            }
        }
        return -1;
    }

    private boolean followsEnd(int dash, int start) {
        var at = dash - 1;
        while (at > start && CharFolding.isSpace(text.charAt(at))) {
            at--;
        }
        return dash == start || (at >= start && ".!?…\"”»’'".indexOf(text.charAt(at)) >= 0);
    }

    /** The person after the dash that ends a quote block, or begins the line after it; null if there is none. */
    @Nullable
    String signature(Passage passage, NamedMentions mentions, Tokens tokens) {
        var line = lines.of(passage.start());
        var name = signature(signatureDash(lines.start(line), lines.end(line)), lines.end(line), mentions, tokens);
        if (name != null || line + 1 >= lines.count()) {
            return name;
        }
        var start = lines.start(line + 1);
        var end = lines.end(line + 1);
        return start < end && end - start < LONGEST_SIGNATURE && "—–―".indexOf(text.charAt(start)) >= 0
                ? signature(start, end, mentions, tokens)
                : null;
    }

    private static @Nullable String signature(int dash, int end, NamedMentions mentions, Tokens tokens) {
        if (dash < 0) {
            return null;
        }
        for (int token = tokens.at(dash + 1); token < tokens.size() && tokens.start(token) < end; token++) {
            var mention = mentions.at(token);
            if (mention != null && mention.person()) {
                return mention.name();
            }
        }
        return null;
    }
}
