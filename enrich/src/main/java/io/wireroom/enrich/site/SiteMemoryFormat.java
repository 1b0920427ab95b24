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
 * how many (2), then key (8), count (2), last (4); texts: how many (1), then keys (8 each).
 */
public final class SiteMemoryFormat {

    private static final byte FORMAT = 2;
    private static final int HEAD_BYTES = 17;
    private static final int TREND_BYTES = 10;
    private static final int LINE_BYTES = 14;

    private SiteMemoryFormat() {}

    /** The bytes of a memory; the same for equal ones. */
    public static byte[] encode(SiteMemory memory) {
        var baseline = memory.baseline();
        var boilerplate = memory.boilerplate();
        var layoutBytes = baseline.layouts().stream()
                .mapToInt(known -> 3 + 4 * known.layout().steps().size())
                .sum();
        var bytes = ByteBuffer.allocate(HEAD_BYTES
                + TREND_BYTES * SiteSignal.values().length
                + 1
                + layoutBytes
                + 8
                + LINE_BYTES * boilerplate.lines().size()
                + 1
                + 8 * boilerplate.texts().size());
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
        return bytes.array();
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
            return bytes.get() == FORMAT ? Optional.of(head(bytes)) : Optional.empty();
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
            if (bytes.get() != FORMAT) {
                return Optional.empty();
            }
            var turn = bytes.getLong();
            var day = bytes.getInt();
            var baseline = baseline(bytes);
            var boilerplate = boilerplate(bytes);
            return bytes.hasRemaining()
                    ? Optional.empty()
                    : Optional.of(new SiteMemory(turn, day, boilerplate, baseline));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
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
