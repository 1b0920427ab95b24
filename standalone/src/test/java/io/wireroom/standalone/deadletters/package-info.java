@NullMarked
package io.wireroom.standalone.deadletters;

import org.jspecify.annotations.NullMarked;
