/** Training and measuring what finds names: conditional random fields over labelled texts. */
@NullMarked
package io.wireroom.bench.names;

import org.jspecify.annotations.NullMarked;
