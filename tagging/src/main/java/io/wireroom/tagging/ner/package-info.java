/** People, organisations and places in text: for each language a linear-chain model over hashed features, of our own training. */
@NullMarked
package io.wireroom.tagging.ner;

import org.jspecify.annotations.NullMarked;
