/** The words and sentences of a text: what every tagger reads it by. */
@NullMarked
package io.wireroom.enrich.tag.text;

import org.jspecify.annotations.NullMarked;
