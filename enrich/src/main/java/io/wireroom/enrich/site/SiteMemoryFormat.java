package io.wireroom.enrich.site;

import io.wireroom.enrich.clean.page.Layout;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/**
 * A {@link SiteMemory} as bytes, big-endian: format (1), turn (8), day (4), code (4); trends: count (1), two means (4 each),
 * drifting (1); layouts: how many (1), then count (2), steps (1) and as many hashes (4); articles (2), counted (4); lines:
 * how many (2), then key (8), count (2), last (4); texts: how many (1), then keys (8 each); claims: how many (1), then two
 * addresses and a title (8 each), lines (1) and as many hashes (4); shared addresses: how many (1), then keys (8 each);
 * confirmed (2). Format 2, which is read too, has no claims.
 */
public final class SiteMemoryFormat {

    private static final byte FORMAT = 3;
    private static final byte WITHOUT_CLAIMS = 2;
    private static final int HEAD_BYTES = 17;
    private static final int TREND_BYTES = 10;
    private static final int LINE_BYTES = 14;
    private static final int CLAIM_BYTES = 25;

    private SiteMemoryFormat() {}

    /** The bytes of a memory; the same for equal ones. */
    public static byte[] encode(SiteMemory memory) {
        var baseline = memory.baseline();
        var boilerplate = memory.boilerplate();
        var layoutBytes = baseline.layouts().stream()
                .mapToInt(known -> 3 + 4 * known.layout().steps().size())
                .sum();
        var claims = memory.claims();
        var claimBytes = claims.seen().stream()
                .mapToInt(claim -> CLAIM_BYTES + 4 * claim.lines().size())
                .sum();
        var bytes = ByteBuffer.allocate(HEAD_BYTES
                + TREND_BYTES * SiteSignal.values().length
                + 1
                + layoutBytes
                + 8
                + LINE_BYTES * boilerplate.lines().size()
                + 1
                + 8 * boilerplate.texts().size()
                + 1
                + claimBytes
                + 1
                + 8 * claims.shared().size()
                + 2);
        bytes.put(FORMAT).putLong(memory.turn()).putInt(memory.day()).putInt(baseline.code());
        for (var signal : SiteSignal.values()) {
            var trend = baseline.trends().getOrDefault(signal, Trend.NONE);
            bytes.put((byte) trend.count()).putFloat(trend.usual()).putFloat(trend.lately());
            bytes.put((byte) (trend.drifting() ? 1 : 0));
        }
        bytes.put((byte) baseline.layouts().size());
        for (var known : baseline.layouts()) {
            bytes.putShort((short) known.count())
                    .put((byte) known.layout().steps().size());
            known.layout().steps().forEach(bytes::putInt);
        }
        bytes.putShort((short) boilerplate.articles()).putInt(boilerplate.counted());
        bytes.putShort((short) boilerplate.lines().size());
        for (var line : boilerplate.lines()) {
            bytes.putLong(line.key()).putShort((short) line.count()).putInt(line.last());
        }
        bytes.put((byte) boilerplate.texts().size());
        boilerplate.texts().forEach(bytes::putLong);
        put(claims, bytes);
        return bytes.array();
    }

    private static void put(AddressClaims claims, ByteBuffer bytes) {
        bytes.put((byte) claims.seen().size());
        for (var claim : claims.seen()) {
            bytes.putLong(claim.canonical()).putLong(claim.address()).putLong(claim.title());
            bytes.put((byte) claim.lines().size());
            claim.lines().forEach(bytes::putInt);
        }
        bytes.put((byte) claims.shared().size());
        claims.shared().forEach(bytes::putLong);
        bytes.putShort((short) claims.confirmed());
    }

    /**
     * What orders the sites of a store, and no more: at the start of a task nothing is decoded whole.
     *
     * @param drifts whether any signal of the site drifts
     */
    public record Head(long turn, int day, boolean drifts) {}

    /** The head of these bytes; empty where they are of another format. */
    public static Optional<Head> head(byte[] stored) {
        var bytes = ByteBuffer.wrap(stored);
        try {
            return isKnown(bytes.get()) ? Optional.of(head(bytes)) : Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Head head(ByteBuffer bytes) {
        var turn = bytes.getLong();
        var day = bytes.getInt();
        bytes.getInt();
        var drifts = false;
        for (int signal = SiteSignal.values().length; signal > 0; signal--) {
            drifts |= trend(bytes).drifting();
        }
        return new Head(turn, day, drifts);
    }

    /** The memory in these bytes; empty where they are of another format. */
    public static Optional<SiteMemory> decode(byte[] stored) {
        var bytes = ByteBuffer.wrap(stored);
        try {
            var format = bytes.get();
            if (!isKnown(format)) {
                return Optional.empty();
            }
            var turn = bytes.getLong();
            var day = bytes.getInt();
            var baseline = baseline(bytes);
            var boilerplate = boilerplate(bytes);
            var claims = format == WITHOUT_CLAIMS ? AddressClaims.NONE : claims(bytes);
            return bytes.hasRemaining()
                    ? Optional.empty()
                    : Optional.of(new SiteMemory(turn, day, boilerplate, baseline, claims));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(byte format) {
        return format == FORMAT || format == WITHOUT_CLAIMS;
    }

    private static AddressClaims claims(ByteBuffer bytes) {
        var seen = new ArrayList<AddressClaim>();
        for (int left = bytes.get(); left > 0; left--) {
            var canonical = bytes.getLong();
            var address = bytes.getLong();
            var title = bytes.getLong();
            var lines = new ArrayList<Integer>();
            for (int more = bytes.get(); more > 0; more--) {
                lines.add(bytes.getInt());
            }
            seen.add(new AddressClaim(canonical, address, title, lines));
        }
        var shared = new ArrayList<Long>();
        for (int left = bytes.get(); left > 0; left--) {
            shared.add(bytes.getLong());
        }
        return new AddressClaims(seen, shared, bytes.getShort());
    }

    private static Trend trend(ByteBuffer bytes) {
        return new Trend(bytes.get(), bytes.getFloat(), bytes.getFloat(), bytes.get() != 0);
    }

    private static SiteBaseline baseline(ByteBuffer bytes) {
        var code = bytes.getInt();
        var trends = new EnumMap<SiteSignal, Trend>(SiteSignal.class);
        for (var signal : SiteSignal.values()) {
            trends.put(signal, trend(bytes));
        }
        var layouts = new ArrayList<SiteBaseline.Known>();
        for (int left = bytes.get(); left > 0; left--) {
            var count = bytes.getShort();
            var steps = new ArrayList<Integer>();
            for (int more = bytes.get(); more > 0; more--) {
                steps.add(bytes.getInt());
            }
            layouts.add(new SiteBaseline.Known(new Layout(steps), count));
        }
        return new SiteBaseline(code, trends, layouts);
    }

    private static SiteBoilerplate boilerplate(ByteBuffer bytes) {
        var articles = bytes.getShort();
        var counted = bytes.getInt();
        var lines = new ArrayList<SiteBoilerplate.Line>();
        for (int left = bytes.getShort(); left > 0; left--) {
            lines.add(new SiteBoilerplate.Line(bytes.getLong(), bytes.getShort(), bytes.getInt()));
        }
        List<Long> texts = new ArrayList<>();
        for (int left = bytes.get(); left > 0; left--) {
            texts.add(bytes.getLong());
        }
        return new SiteBoilerplate(articles, counted, lines, texts);
    }
}
