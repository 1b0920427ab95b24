/** What each program may do at a Kafka that checks rights. */
@NullMarked
package io.wireroom.standalone.rights;

import org.jspecify.annotations.NullMarked;
