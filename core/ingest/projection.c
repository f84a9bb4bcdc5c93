/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/projection.h"

#include <math.h>

struct ellipsoid {
  double a, b; /* semi-axes, metres */
};

static const struct ellipsoid wgs84 = { 6378137.0, 6356752.3142 };
static const struct ellipsoid airy = { 6377563.396, 6356256.909 };

static const double degree = M_PI / 180;

bool is_british_degrees(double longitude, double latitude)
{
  return longitude >= -14 && longitude <= 4 && latitude >= 49 && latitude <= 62;
}

bool is_british_metres(double easting, double northing)
{
  return easting >= -250000 && easting <= 800000 && northing >= -100000 && northing <= 1300000
    && fabs(easting) + fabs(northing) > 1000;
}

static double eccentricity_squared(struct ellipsoid ellipsoid)
{
  return 1 - ellipsoid.b * ellipsoid.b / (ellipsoid.a * ellipsoid.a);
}

/* WGS84 to OSGB36, both in radians, on the ground (annex B.2; 3D Cartesian, annex B.1). */
static void shift_datum(double *longitude, double *latitude)
{
  double sin_lat = sin(*latitude), cos_lat = cos(*latitude);
  double e2 = eccentricity_squared(wgs84);
  double nu = wgs84.a / sqrt(1 - e2 * sin_lat * sin_lat);
  double x = nu * cos_lat * cos(*longitude), y = nu * cos_lat * sin(*longitude);
  double z = nu * (1 - e2) * sin_lat;

  const double second = degree / 3600, scale = 1 + 20.4894e-6;
  const double tx = -446.448, ty = 125.157, tz = -542.060;
  const double rx = -0.1502 * second, ry = -0.2470 * second, rz = -0.8421 * second;
  double x2 = tx + scale * x - rz * y + ry * z;
  double y2 = ty + rz * x + scale * y - rx * z;
  double z2 = tz - ry * x + rx * y + scale * z;

  e2 = eccentricity_squared(airy);
  double p = hypot(x2, y2), lat = atan2(z2, p * (1 - e2));
  for (int i = 0; i < 6; i++) {
    nu = airy.a / sqrt(1 - e2 * sin(lat) * sin(lat));
    lat = atan2(z2 + e2 * nu * sin(lat), p);
  }
  *latitude = lat;
  *longitude = atan2(y2, x2);
}

/* Annex C.1, with its names. */
static struct point project(double lambda, double phi)
{
  const double f0 = 0.9996012717, e0 = 400000, n0 = -100000;
  const double phi0 = 49 * degree, lambda0 = -2 * degree;
  double e2 = eccentricity_squared(airy);
  double n = (airy.a - airy.b) / (airy.a + airy.b), n2 = n * n, n3 = n2 * n;
  double s = sin(phi), c = cos(phi), t2 = tan(phi) * tan(phi), t4 = t2 * t2;
  double nu = airy.a * f0 / sqrt(1 - e2 * s * s);
  double rho = airy.a * f0 * (1 - e2) * pow(1 - e2 * s * s, -1.5);
  double eta2 = nu / rho - 1;
  double minus = phi - phi0, plus = phi + phi0;
  double m = airy.b * f0
    * ((1 + n + 1.25 * n2 + 1.25 * n3) * minus - (3 * n + 3 * n2 + 2.625 * n3) * sin(minus) * cos(plus)
       + (1.875 * n2 + 1.875 * n3) * sin(2 * minus) * cos(2 * plus)
       - 35.0 / 24 * n3 * sin(3 * minus) * cos(3 * plus));
  double c3 = c * c * c, c5 = c3 * c * c;
  double one = m + n0, two = nu / 2 * s * c, three = nu / 24 * s * c3 * (5 - t2 + 9 * eta2);
  double three_a = nu / 720 * s * c5 * (61 - 58 * t2 + t4);
  double four = nu * c, five = nu / 6 * c3 * (nu / rho - t2);
  double six = nu / 120 * c5 * (5 - 18 * t2 + t4 + 14 * eta2 - 58 * t2 * eta2);
  double d = lambda - lambda0, d2 = d * d;
  return (struct point) {
    .x = e0 + d * (four + d2 * (five + d2 * six)),
    .y = one + d2 * (two + d2 * (three + d2 * three_a)),
  };
}

struct point project_airy(double longitude, double latitude)
{
  return project(longitude * degree, latitude * degree);
}

struct point to_national_grid(double longitude, double latitude)
{
  double lambda = longitude * degree, phi = latitude * degree;
  shift_datum(&lambda, &phi);
  return project(lambda, phi);
}
