@NullMarked
package io.wireroom.enrich.tag.keyphrases;

import org.jspecify.annotations.NullMarked;
