/** {@code bench polls}: how many polls a second, how politely, how late. */
@NullMarked
package io.wireroom.bench.polls;

import org.jspecify.annotations.NullMarked;
