/** The sequence model of names: labels, lattice, and the file format of its weights. Pure. */
@NullMarked
package io.wireroom.tagging.ner.crf;

import org.jspecify.annotations.NullMarked;
