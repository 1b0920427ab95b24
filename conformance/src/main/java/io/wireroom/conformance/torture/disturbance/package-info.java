/** What is done to the installation: each kind of disturbance is a class, and the seed draws them. */
@NullMarked
package io.wireroom.conformance.torture.disturbance;

import org.jspecify.annotations.NullMarked;
