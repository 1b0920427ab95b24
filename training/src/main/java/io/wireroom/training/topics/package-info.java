/** Trains and measures the models of topics. */
@NullMarked
package io.wireroom.training.topics;

import org.jspecify.annotations.NullMarked;
