/** Erases articles: on the topics, in the stages that read them, and in the store. */
@NullMarked
package io.wireroom.standalone.erase;

import org.jspecify.annotations.NullMarked;
