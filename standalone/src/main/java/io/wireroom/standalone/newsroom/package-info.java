/** The sample newsroom: two invented publishers on loopback, so that Wireroom can be tried without the web. */
@NullMarked
package io.wireroom.standalone.newsroom;

import org.jspecify.annotations.NullMarked;
