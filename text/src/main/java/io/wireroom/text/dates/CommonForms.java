package io.wireroom.text.dates;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The two forms that nearly all feeds use, read without a pattern: {@code 2026-03-10T09:15:00+01:00} (RFC 3339) and
 * {@code Tue, 10 Mar 2026 09:15:00 GMT} (RFC 822). {@link FeedDates} reads all others.
 */
final class CommonForms {

    private CommonForms() {}

    /** The instant; null if the text has another form. */
    static @Nullable Instant read(String text) {
        var first = text.charAt(0);
        return first >= '0' && first <= '9' ? rfc3339(text) : rfc822(text);
    }

    private static @Nullable Instant rfc3339(String text) {
        if (text.length() < 20 || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T') {
            return null;
        }
        return instant(
                text,
                two(text, 0) * 100 + two(text, 2),
                two(text, 5),
                two(text, 8),
                11,
                text.charAt(19) == 'Z' && text.length() == 20 ? 0 : offset(text, 19, 3));
    }

    private static @Nullable Instant rfc822(String text) {
        if (text.length() < 29 || text.charAt(3) != ',' || text.charAt(7) != ' ' || text.charAt(11) != ' ') {
            return null;
        }
        var month = Months.english(text.substring(8, 11).toLowerCase(Locale.ROOT));
        return month == 0 || text.charAt(4) != ' ' || text.charAt(16) != ' ' || text.charAt(25) != ' '
                ? null
                : instant(
                        text,
                        two(text, 12) * 100 + two(text, 14),
                        month,
                        two(text, 5),
                        17,
                        text.endsWith("GMT") && text.length() == 29 ? 0 : offset(text, 26, 2));
    }

    /** @param time the index of {@code HH:mm:ss} */
    private static @Nullable Instant instant(String text, int year, int month, int day, int time, int offset) {
        var hour = two(text, time);
        var minute = two(text, time + 3);
        var second = two(text, time + 6);
        if (text.charAt(time + 2) != ':' || text.charAt(time + 5) != ':' || offset == Integer.MIN_VALUE) {
            return null;
        }
        if (year < 1 || month < 1 || day < 1 || day > 28 && day > lengthOfMonth(year, month)) {
            return null;
        }
        return month > 12 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
                ? null
                : LocalDateTime.of(year, month, day, hour, minute, second)
                        .toInstant(ZoneOffset.ofTotalSeconds(60 * offset));
    }

    private static int lengthOfMonth(int year, int month) {
        return month > 12 ? 0 : YearMonth.of(year, month).lengthOfMonth();
    }

    /**
     * Minutes east of UTC from {@code +hhmm} or {@code +hh:mm} at the end; the smallest number if there is no offset.
     */
    private static int offset(String text, int at, int minutesAt) {
        var colon = minutesAt == 3;
        if (text.length() != at + 5 + (colon ? 1 : 0) || (colon && text.charAt(at + 3) != ':')) {
            return Integer.MIN_VALUE;
        }
        var sign = text.charAt(at);
        var hours = two(text, at + 1);
        var minutes = two(text, at + 1 + minutesAt);
        if ((sign != '+' && sign != '-') || hours < 0 || hours > 14 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        var east = hours * 60 + minutes;
        return east > 14 * 60 ? Integer.MIN_VALUE : sign == '-' ? -east : east;
    }

    /** Two digits as a number; far below zero if the characters are not digits. */
    private static int two(String text, int at) {
        var tens = text.charAt(at) - '0';
        var ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -100_000 : 10 * tens + ones;
    }
}
