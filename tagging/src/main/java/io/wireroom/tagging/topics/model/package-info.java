/** The linear model of topics: features, word vectors, weights. Pure. */
@NullMarked
package io.wireroom.tagging.topics.model;

import org.jspecify.annotations.NullMarked;
