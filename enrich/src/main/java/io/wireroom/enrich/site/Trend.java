package io.wireroom.enrich.site;

/**
 * A quantity as it is lately and as it is used to be: two exponentially weighted means (Roberts 1959), over about eight
 * and about sixty-four observations. Immutable.
 *
 * @param count observations, at most {@value #FULL}
 * @param usual the slow mean
 * @param lately the quick mean
 * @param drifting whether they have parted and not met again
 */
record Trend(int count, float usual, float lately, boolean drifting) {

    static final Trend NONE = new Trend(0, 0, 0, false);

    /** So many observations are needed before anything can be called unusual. */
    static final int ENOUGH = 24;

    private static final int FULL = 64;
    private static final int QUICK = 8;

    /** A share that was this high can be missed: below it, a quick mean of eight falls by half now and then by chance. */
    private static final float WELL_FILLED = 0.75f;

    private static final float LOST = 0.5f;
    private static final float BACK = 0.75f;

    /** The new usual: what was lost is not expected any more. */
    private static final float RARE = 0.25f;

    private static final float RISE = 0.45f;
    private static final float RISE_OVER = 0.2f;

    /** In halvings of the length. */
    private static final float SHORTER = 1.5f;

    private static final float SHORTER_OVER = 0.75f;

    /** With one more observation. */
    Trend with(SiteSignal signal, double value) {
        var number = Math.min(count + 1, FULL);
        var slow = (float) (usual + (value - usual) / number);
        var quick = (float) (lately + (value - lately) / Math.min(number, QUICK));
        return new Trend(number, slow, quick, number >= ENOUGH && isDrifting(signal, slow, quick));
    }

    /** The limits for an end are nearer than those for a beginning, so that one drift is one signal. */
    private boolean isDrifting(SiteSignal signal, float slow, float quick) {
        return switch (signal) {
            case LAYOUT, TITLE, DATE, AUTHOR ->
                drifting ? slow >= RARE && quick < BACK * slow : slow >= WELL_FILLED && quick < LOST * slow;
            case LENGTH -> quick < slow - (drifting ? SHORTER_OVER : SHORTER);
            case REJECTED -> quick > slow + (drifting ? RISE_OVER : RISE);
        };
    }
}
