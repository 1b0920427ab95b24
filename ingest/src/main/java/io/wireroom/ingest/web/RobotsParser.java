package io.wireroom.ingest.web;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.ingest.parsing.ParsingLimit;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From a robots.txt to the rules for one agent (RFC 9309). Pure and thread-safe.
 *
 * <p>Where the RFC leaves a choice, this does what the open parser of the largest crawler does: keys that begin as they
 * should, known misspellings of "disallow", a blank for a forgotten colon, lines cut at 16,663 octets.
 */
public final class RobotsParser {

    /** The product token that site owners address us by. */
    public static final String AGENT = "Wireroom";

    /** RFC 9309, section 2.5: at least this much is read; we read no more. */
    private static final int MAX_BYTES = 500 * 1024;

    /** Bytes that may hold that much in UTF-16, and one character more: then the cut is seen. */
    static final int READ_BYTES = 2 * MAX_BYTES + 4;

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private RobotsParser() {}

    /**
     * The rules for our agent in an answer to a get of robots.txt, bounded in number and size.
     *
     * @param status 2xx: the body is read; 4xx: everything may be fetched (section 2.3.1.3); anything else: nothing
     *     may (section 2.3.1.4), and how long that holds is the caller's decision
     */
    public static RobotsRules parse(URI robotsUrl, int status, byte[] body) {
        if (status >= 200 && status < 300) {
            return RobotsBounds.within(parse(robotsUrl, body, AGENT));
        }
        return isUnavailable(status) ? RobotsRules.ALLOW_ALL : RobotsRules.DISALLOW_ALL;
    }

    /**
     * The rules for an agent; each names its line, counted from 1.
     *
     * @param robotsUrl base of relative sitemap addresses; null when unknown
     * @param agent product token, as {@code Wireroom}; a version after a slash does not count. Anything but a token is
     *     addressed by the rules for {@code *} only
     */
    public static RobotsRules parse(@Nullable URI robotsUrl, byte[] body, String agent) {
        var text = utf8(body);
        var reader = new RobotsGroups(agent, robotsUrl);
        var from = markLength(text);
        var line = 1;
        for (var i = from; i <= text.length; i++) {
            if (i == text.length || text[i] == '\n' || text[i] == '\r') {
                ParsingLimit.check();
                reader.line(line, Arrays.copyOfRange(text, from, i));
                if (i + 1 < text.length && text[i] == '\r' && text[i + 1] == '\n') {
                    i++;
                }
                from = i + 1;
                line++;
            }
        }
        return reader.rules();
    }

    /**
     * The rules that a failed get of robots.txt stands for: everything may be fetched after a 4xx or too many redirects
     * (sections 2.3.1.2 and 2.3.1.3). Empty when the failure may pass (429, 5xx, no answer): until then nothing may.
     */
    public static Optional<RobotsRules> withoutFile(WebAnswer.Failed failed) {
        var status = failed.status();
        return failed.reason() == FetchReason.REDIRECTS || (status != null && isUnavailable(status))
                ? Optional.of(RobotsRules.ALLOW_ALL)
                : Optional.empty();
    }

    /** A 429 asks to come later: it is no statement that there are no rules. */
    private static boolean isUnavailable(int status) {
        return status >= 400 && status < 500 && status != 429;
    }

    /** UTF-8 is the rule (section 2.3); UTF-16 with its mark is recoded, so that no refusal goes unread. */
    private static byte[] utf8(byte[] body) {
        var marked = body.length >= 2 ? (body[0] & 0xff) << 8 | body[1] & 0xff : 0;
        @Nullable
        Charset utf16 = switch (marked) {
            case 0xfffe -> StandardCharsets.UTF_16LE;
            case 0xfeff -> StandardCharsets.UTF_16BE;
            default -> null;
        };
        var octets =
                utf16 == null ? body : new String(body, 2, body.length - 2, utf16).getBytes(StandardCharsets.UTF_8);
        return octets.length > MAX_BYTES ? Arrays.copyOf(octets, lastLineEnd(octets)) : octets;
    }

    /** Also a mark that lost its end is no part of the first line. */
    private static int markLength(byte[] text) {
        var length = 0;
        while (length < MARK.length && length < text.length && text[length] == MARK[length]) {
            length++;
        }
        return length;
    }

    /** Half a line could mean more than its owner wrote: {@code Disallow: /}. */
    private static int lastLineEnd(byte[] text) {
        var end = MAX_BYTES;
        while (end > 0 && text[end - 1] != '\n' && text[end - 1] != '\r') {
            end--;
        }
        return end == 0 ? MAX_BYTES : end;
    }
}
