@NullMarked
package io.wireroom.tagging.topics.model;

import org.jspecify.annotations.NullMarked;
