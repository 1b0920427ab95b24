@NullMarked
package io.wireroom.tagging.keyphrases;

import org.jspecify.annotations.NullMarked;
