package io.wireroom.ingest.web;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.StatedTerms;
import io.wireroom.contract.work.Validators;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/** What the header fields of one answer state. */
record AnswerHeaders(MessageHeaders headers) {

    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);
    private static final Duration MAX_FRESH = Duration.ofDays(365);
    private static final Instant FIRST_PAGE = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
    private static final int MAX_VALIDATOR = 1_024;
    private static final int MAX_LINKS = 20;
    private static final int MAX_LINK = 8_192;
    private static final int MAX_ROBOTS = 10;
    private static final int MAX_TERM = 1_024;
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d+)");
    private static final Pattern NOT_KEPT = Pattern.compile("(?:^|[,\\s])(?:no-cache|no-store)(?:$|[,\\s])");

    /** The field's first value; null when absent. */
    @Nullable
    String first(String name) {
        var header = headers.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Values of the Link fields (RFC 8288), as many as a page can have use for. */
    List<String> links() {
        return Arrays.stream(headers.getHeaders("Link"))
                .map(Header::getValue)
                .filter(value -> value != null && value.length() <= MAX_LINK)
                .limit(MAX_LINKS)
                .toList();
    }

    /** What the fields X-Robots-Tag, tdm-reservation and tdm-policy (TDMRep) state about the use of the body. */
    StatedTerms terms() {
        var robots = Arrays.stream(headers.getHeaders("X-Robots-Tag"))
                .map(Header::getValue)
                .filter(value -> value != null && !value.isBlank() && value.length() <= MAX_TERM)
                .map(String::strip)
                .limit(MAX_ROBOTS)
                .toList();
        return new StatedTerms(robots, term("tdm-reservation"), term("tdm-policy"), null);
    }

    private @Nullable String term(String name) {
        var value = first(name);
        return value == null || value.isBlank() || value.length() > MAX_TERM ? null : value.strip();
    }

    /**
     * Both validators, byte for byte; one longer than 1,024 characters counts as absent, and so does a date of change that
     * makes no sense.
     */
    Validators validators(Instant now) {
        var lastModified = bounded(first("Last-Modified"));
        return new Validators(
                bounded(first("ETag")),
                lastModified == null || isSensible(lastModified, dateOr(now)) ? lastModified : null);
    }

    /**
     * Whether a date of change can be one: not before the web, and not in the future (RFC 9110, section 8.8.2.1), as a
     * server with either would answer 304 for ever. Text that is no date is a name like any other.
     *
     * @param now by the clock of whoever states it
     */
    static boolean isSensible(String lastModified, Instant now) {
        var date = instant(lastModified);
        return date == null || (!date.isBefore(FIRST_PAGE) && !date.isAfter(now.plus(CLOCKS_DIFFER)));
    }

    /**
     * Freshness lifetime less age (RFC 9111, section 4.2), in [0, 1 year]; an expiry date is taken relative to the
     * answer's own Date, and to {@code now} only where there is none. Null when not stated.
     */
    @Nullable
    Duration freshFor(Instant now) {
        var control = new StringBuilder();
        for (var header : headers.getHeaders("Cache-Control")) {
            control.append(header.getValue().toLowerCase(Locale.ROOT)).append(',');
        }
        if (NOT_KEPT.matcher(control).find()) {
            return null;
        }
        var maxAge = MAX_AGE.matcher(control);
        if (maxAge.find()) {
            return within(seconds(maxAge.group(1)).minus(age()), MAX_FRESH);
        }
        var expires = first("Expires");
        if (expires == null) {
            return null;
        }
        var until = instant(expires);
        // An invalid date means "already expired" (RFC 9111, section 5.3).
        return until == null
                ? Duration.ZERO
                : within(Duration.between(dateOr(now), until).minus(age()), MAX_FRESH);
    }

    /** Seconds since the answer was made or checked, by caches on the way (RFC 9111, section 5.1). */
    private Duration age() {
        var age = first("Age");
        return age != null && SECONDS.matcher(age.strip()).matches() ? seconds(age.strip()) : Duration.ZERO;
    }

    /** More than a reader can count is as long as it can (RFC 9111, section 1.2.2). */
    private static Duration seconds(String digits) {
        return Duration.ofSeconds(digits.length() > 10 ? Integer.MAX_VALUE : Long.parseLong(digits));
    }

    /**
     * Retry-After in both of its forms (RFC 9110, section 10.2.3), in [0, 1 day]; a date is taken relative to the
     * answer's own Date, and to {@code now} only where there is none. Null when absent or unreadable.
     */
    @Nullable
    Duration retryAfter(Instant now) {
        var value = first("Retry-After");
        if (value == null) {
            return null;
        }
        var text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return within(seconds(text), MAX_RETRY_AFTER);
        }
        var until = instant(text);
        if (until == null) {
            return null;
        }
        return within(Duration.between(dateOr(now), until), MAX_RETRY_AFTER);
    }

    /** The reason that a status other than 2xx, 304 or a redirect stands for. */
    static FetchReason reason(int status) {
        return switch (status) {
            case 404 -> FetchReason.NOT_FOUND;
            case 410 -> FetchReason.GONE;
            case 401, 402, 403, 407 -> FetchReason.FORBIDDEN;
            case 451 -> FetchReason.LEGAL;
            case 429, 503 -> FetchReason.OVERLOADED;
            default -> {
                if (status >= 400 && status < 500) {
                    yield FetchReason.CLIENT_ERROR;
                }
                yield status >= 500 && status < 600 ? FetchReason.SERVER_ERROR : FetchReason.BAD_ANSWER;
            }
        };
    }

    /** The three forms of RFC 9110, section 5.6.7; null for any other. The oldest one pads its day with a blank. */
    private static @Nullable Instant instant(String date) {
        var standard = DateUtils.parseStandardDate(date);
        if (standard != null) {
            return standard;
        }
        try {
            return LocalDateTime.parse(date.strip().replaceAll(" +", " "), ASCTIME)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private Instant dateOr(Instant now) {
        var value = first("Date");
        var date = value == null ? null : instant(value);
        return date == null ? now : date;
    }

    private static @Nullable String bounded(@Nullable String validator) {
        return validator == null || validator.isEmpty() || validator.length() > MAX_VALIDATOR ? null : validator;
    }

    private static Duration within(Duration duration, Duration most) {
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(most) > 0 ? most : duration;
    }
}
