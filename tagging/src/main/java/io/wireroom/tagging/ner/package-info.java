/** People, organisations and places in English text: a linear-chain model over hashed features, of our own training. */
@NullMarked
package io.wireroom.tagging.ner;

import org.jspecify.annotations.NullMarked;
