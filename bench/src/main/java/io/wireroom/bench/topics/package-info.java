/** Training and measuring the model of topics. */
@NullMarked
package io.wireroom.bench.topics;

import org.jspecify.annotations.NullMarked;
