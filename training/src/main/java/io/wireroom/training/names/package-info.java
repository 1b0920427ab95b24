/** Trains and measures the model that finds names. */
@NullMarked
package io.wireroom.training.names;

import org.jspecify.annotations.NullMarked;
