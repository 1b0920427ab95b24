/** Direct speech with its speakers, and the outlets that an article credits. */
@NullMarked
package io.wireroom.enrich.tag.speech;

import org.jspecify.annotations.NullMarked;
