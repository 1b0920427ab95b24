package io.wireroom.tagging.quotes;

/**
 * The words around a passage that show who speaks.
 *
 * @param close whether only a comma, a colon or the verb's object stands between the verb and the passage
 */
record ReportingClause(Speaker speaker, boolean close) {

    /** No words around a passage show that it is speech. */
    static final ReportingClause NONE = new ReportingClause(Speaker.NOBODY, false);

    boolean exists() {
        return !(speaker instanceof Speaker.Nobody);
    }
}
