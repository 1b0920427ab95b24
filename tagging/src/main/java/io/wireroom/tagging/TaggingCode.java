package io.wireroom.tagging;

import io.wireroom.contract.Article.Creator;
import io.wireroom.text.CodeDigest;

/**
 * The version of all engines of this module: a digest of its classes, word lists and models. It changes whenever one of them
 * does, so that a tag of an old engine is never taken for one of a new one.
 */
public final class TaggingCode {

    /** Of the classes and resources on the class path. */
    public static final String VERSION =
            CodeDigest.of(TaggingCode.class.getClassLoader(), "io/wireroom/tagging", "io/wireroom/text");

    private TaggingCode() {}

    /** The engine of this name in its present version. */
    public static Creator engine(String name) {
        return new Creator(name, VERSION);
    }
}
