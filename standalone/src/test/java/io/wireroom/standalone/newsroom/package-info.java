@NullMarked
package io.wireroom.standalone.newsroom;

import org.jspecify.annotations.NullMarked;
