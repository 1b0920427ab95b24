/** The sample newsroom: two invented publishers on loopback, to try Wireroom without a network. */
@NullMarked
package io.wireroom.standalone.newsroom;

import org.jspecify.annotations.NullMarked;
