/** The features of tokens that the sequence model of names reads. Pure. */
@NullMarked
package io.wireroom.tagging.ner.features;

import org.jspecify.annotations.NullMarked;
